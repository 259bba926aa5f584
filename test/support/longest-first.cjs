const Sequencer = require('@jest/test-sequencer').default;

/** The parts of the whole suite, the slow ones first: what is begun last should end soon, so that no core waits for long. */
const ORDER = ['browser', 'integration', 'unit'];

/** On a machine that has not run the tests yet, Jest knows nothing but the size of files, and shares are all alike. */
module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    const known = super.sort(tests);
    const rank = ({context}) => ORDER.indexOf(context.config.displayName?.name ?? '');
    return known.every(({duration}) => duration !== undefined)
      ? known
      : [...known].sort((a, b) => rank(a) - rank(b));
  }
};
