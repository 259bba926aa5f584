require('./share.cjs')(['src', 'test/unit', 'web/src'], /\.spec\.ts$/, {share: 3, of: 4});
