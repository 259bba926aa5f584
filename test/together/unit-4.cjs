require('./share.cjs')(['src', 'test/unit'], /\.spec\.ts$/, {share: 3, of: 4});
