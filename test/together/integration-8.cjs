require('./share.cjs')(['test/integration'], /\.int-spec\.ts$/, {share: 7, of: 8});
