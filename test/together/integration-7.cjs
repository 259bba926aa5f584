require('./share.cjs')(['test/integration'], /\.int-spec\.ts$/, {share: 6, of: 8});
