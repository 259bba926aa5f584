/* global describe -- of Jest */
const {readdirSync, statSync} = require('node:fs');
const {join, relative} = require('node:path');

/**
 * Runs one share of a project's specs in one module registry. Jest loads every library anew for each file, which costs an
 * integration spec more than its tests do; within a share they are loaded once. Each spec stands in a `describe` of its
 * own, so that its hooks, its application and its database are its own too.
 *
 * @param {readonly string[]} folders below the repository's root
 * @param {RegExp} pattern of the specs' names
 * @param {{share: number, of: number}} part which share, from 0
 */
module.exports = function together(folders, pattern, {share, of}) {
  const root = join(__dirname, '..', '..');
  const specs = folders
    .flatMap((folder) =>
      readdirSync(join(root, folder), {recursive: true}).map((name) => join(root, folder, name)),
    )
    .filter((path) => pattern.test(path))
    .sort((a, b) => statSync(b).size - statSync(a).size || (a < b ? -1 : 1));
  // Large and small ones dealt out in turn, so that no share has all of the large ones.
  for (const spec of specs.filter((_, index) => index % of === share))
    describe(relative(root, spec), () => {
      require(spec);
    });
};
