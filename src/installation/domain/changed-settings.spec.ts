import {changedSettings} from './changed-settings';

describe('what changed between two configurations', () => {
  it('is each setting that is other, new or gone, and nothing else', () => {
    expect(changedSettings({PORT: '1', A: 'same', OLD: 'x'}, {PORT: '2', A: 'same', NEW: 'y'})).toEqual([
      {setting: 'NEW', from: null, to: 'y'},
      {setting: 'OLD', from: 'x', to: null},
      {setting: 'PORT', from: '1', to: '2'},
    ]);
  });
});
