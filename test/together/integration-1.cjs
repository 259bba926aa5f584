require('./share.cjs')(['test/integration'], /\.int-spec\.ts$/, {share: 0, of: 8});
