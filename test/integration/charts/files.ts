import {crc32, deflateSync} from 'node:zlib';

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

/** A grey PNG; `claimed` writes another size into its header than it has. */
export function aPng(claimed = {width: 4, height: 4}, words?: string): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(claimed.width, 0);
  header.writeUInt32BE(claimed.height, 4);
  header.writeUInt8(8, 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    ...(words === undefined
      ? []
      : ['tEXt', 'iTXt', 'eXIf', 'iCCP', 'tIME'].map((type) => chunk(type, Buffer.from(words)))),
    chunk('IDAT', deflateSync(Buffer.alloc(20))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function segment(marker: number, words: string): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(2 + words.length, 2);
  return Buffer.concat([head, Buffer.from(words)]);
}

/** A JPEG in form: segments, a frame, a scan with a stuffed byte and a restart marker. */
export function aJpeg({width = 16, height = 16} = {}, words?: string): Buffer {
  const frame = Buffer.from([0xff, 0xc0, 0, 11, 8, 0, 0, 0, 0, 1, 1, 0x11, 0]);
  frame.writeUInt16BE(height, 5);
  frame.writeUInt16BE(width, 7);
  return Buffer.concat([
    Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 1]),
    ...(words === undefined ? [] : [0xe1, 0xe2, 0xed, 0xfe].map((marker) => segment(marker, words))),
    frame,
    Buffer.from([0xff, 0xda, 0, 8, 1, 1, 0, 0, 0x3f, 0]),
    Buffer.from([1, 2, 0xff, 0, 3, 0xff, 0xd0, 4, 5]),
    Buffer.from([0xff, 0xd9]),
    Buffer.from(words ?? ''),
  ]);
}

export const aPdf = (body = '1 0 obj <<>> endobj'): Buffer =>
  Buffer.from(`%PDF-1.7\n${body}\nxref\n0 1\ntrailer <<>>\nstartxref\n${9 + body.length}\n%%EOF\n`);

/** A ZIP archive without files (APPNOTE.TXT section 4.3.16). */
export function aZip(comment = ''): Buffer {
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(comment.length, 20);
  return Buffer.concat([end, Buffer.from(comment)]);
}

interface Resource {
  readonly resourceType: string;
  readonly [field: string]: unknown;
}

const patient: Resource = {
  resourceType: 'Patient',
  id: 'p1',
  name: [{family: 'Canaryfield', given: ['Ophelia']}],
  birthDate: '1957-03-02',
};

/** The text of a Bundle about one patient. */
export function aBundle(resources: readonly Resource[] = [], about: readonly Resource[] = [patient]): string {
  const entry = [...about, ...resources].map((resource) => ({resource}));
  return JSON.stringify({resourceType: 'Bundle', type: 'collection', entry});
}

export const anObservation = (number: number, at = '2026-02-01'): Resource => ({
  resourceType: 'Observation',
  id: `o${number}`,
  status: 'final',
  code: {text: `Canarymeasure ${number}`},
  subject: {reference: 'Patient/p1'},
  effectiveDateTime: at,
  valueQuantity: {value: number, unit: 'mmol/L'},
});

export const anotherPatient: Resource = {
  ...patient,
  id: 'p2',
  name: [{family: 'Otherwise'}],
  birthDate: '1980-01-01',
};
export const onePatient = patient;
