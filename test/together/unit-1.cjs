require('./share.cjs')(['src', 'test/unit', 'web/src'], /\.spec\.ts$/, {share: 0, of: 4});
