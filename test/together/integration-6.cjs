require('./share.cjs')(['test/integration'], /\.int-spec\.ts$/, {share: 5, of: 8});
