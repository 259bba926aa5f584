require('./share.cjs')(['src', 'test/unit'], /\.spec\.ts$/, {share: 1, of: 4});
