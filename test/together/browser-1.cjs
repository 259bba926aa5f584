require('./share.cjs')(['test/browser'], /\.browser-spec\.ts$/, {share: 0, of: 1});
