import {needsTls} from './needs-tls';

it.each([
  ['smtp://mail.example.org', true],
  ['smtp://user:p%40ss@mail.example.org:587', true],
  ['smtp://relay.internal?requireTLS=no', true],
  ['smtp://relay.internal?requireTLS=false', false],
  ['smtps://mail.example.org', false],
  ['smtp://localhost:2525', false],
  ['smtp://127.0.0.1:2525', false],
  ['smtp://[::1]:2525', false],
])(
  'a mail server must offer TLS unless it speaks it anyhow, is this machine, or is excused: %s',
  (url, must) => {
    expect(needsTls(url)).toBe(must);
  },
);
