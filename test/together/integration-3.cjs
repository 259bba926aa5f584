require('./share.cjs')(['test/integration'], /\.int-spec\.ts$/, {share: 2, of: 8});
