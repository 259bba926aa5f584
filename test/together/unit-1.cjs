require('./share.cjs')(['src', 'test/unit'], /\.spec\.ts$/, {share: 0, of: 4});
