require('./share.cjs')(['src', 'test/unit', 'web/src'], /\.spec\.ts$/, {share: 1, of: 4});
