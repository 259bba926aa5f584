require('./share.cjs')(['test/integration'], /\.int-spec\.ts$/, {share: 4, of: 8});
