require('./share.cjs')(['src', 'test/unit', 'web/src'], /\.spec\.ts$/, {share: 2, of: 4});
