require('./share.cjs')(['test/integration'], /\.int-spec\.ts$/, {share: 1, of: 8});
