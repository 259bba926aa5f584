require('./share.cjs')(['src', 'test/unit'], /\.spec\.ts$/, {share: 2, of: 4});
