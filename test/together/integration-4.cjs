require('./share.cjs')(['test/integration'], /\.int-spec\.ts$/, {share: 3, of: 8});
