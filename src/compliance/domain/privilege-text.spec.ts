import {readFileSync, readdirSync} from 'node:fs';
import {join} from 'node:path';
import {parse} from 'yaml';
import {composed, privilegeExample, privilegeFaults} from './privilege-text';

const folder = join(__dirname, '..', '..', '..', 'privilege');
const names = {organisation: 'Test Hospital', committee: 'Medicine'};

describe('the starter texts', () => {
  it.each(readdirSync(folder))(
    '%s says statute, purpose and prohibition, and that no counsel has read it',
    (file) => {
      const example = privilegeExample(file, parse(readFileSync(join(folder, file), 'utf8')));
      expect(`${example.jurisdiction}.yaml`).toBe(file);
      expect(example.reviewed_by).toBeNull();
      expect(privilegeFaults(example)).toEqual([]);
      expect(composed(example, names)).not.toMatch(/[{}]/);
      expect(composed(example, names)).toContain('Medicine');
    },
  );
});

describe('a privilege text', () => {
  const example = {
    jurisdiction: 'x',
    title: 'X',
    statute: 'Act 1',
    text: 'Privileged\n under Act 1.',
    purpose: 'For {committee} of {organisation}.',
    prohibition: ' ',
    source: 'the act',
    reviewed_by: null,
  };

  it('stands on a page as one line with the names of committee and organisation', () => {
    expect(composed(example, names)).toBe('Privileged under Act 1. For Medicine of Test Hospital.');
  });

  it('is refused when a part is missing or when the file says that it was approved', () => {
    expect(() => privilegeExample('x.yaml', null)).toThrow('holds no fields');
    expect(() => privilegeExample('x.yaml', {...example, statute: ''})).toThrow('statute is missing');
    expect(() => privilegeExample('x.yaml', {...example, prohibition: 'No.', reviewed_by: 'me'})).toThrow(
      'reviewed_by',
    );
  });

  it('is not fit when it crowds out the page', () => {
    expect(privilegeFaults({...example, text: 'x'.repeat(1600)})).toEqual(['is longer than 1500 characters']);
  });
});
