/** How an identifier is recognised by its form alone, and what stands for it. */
interface Pattern {
  readonly form: RegExp;
  readonly mask: string;
  /** What is left of the label before it. */
  readonly labelled?: true;
}

const STREETS =
  'street|st|avenue|ave|road|rd|lane|ln|drive|dr|boulevard|blvd|court|ct|place|pl|square|sq|terrace|way|highway|hwy|parkway|pkwy';

/** 45 CFR 164.514(b)(2)(i): contact data, addresses and numbers that show by how they are written. */
const always: readonly Pattern[] = [
  // (F) electronic mail, (N) URLs, (O) IP addresses
  {form: /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu, mask: '[e-mail]'},
  {form: /\b(?:https?|ftp):\/\/[^\s<>"')\]]+|\bwww\.[^\s<>"')\]]+/gi, mask: '[web address]'},
  {
    form: /(?<![\d.])(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)(?![\d.])/g,
    mask: '[IP address]',
  },
  {
    form: /(?<![\p{L}\d:])(?:[\da-f]{1,4}:){3,7}(?::?[\da-f]{1,4}){1,4}(?![\p{L}\d:])|(?<![\p{L}\d:])(?:[\da-f]{1,4}:){1,6}:(?:[\da-f]{1,4}(?::[\da-f]{1,4})*)?(?![\p{L}\d:])/giu,
    mask: '[IP address]',
  },
  // (G) social security numbers
  {form: /(?<![\d-])\d{3}[- ]\d{2}[- ]\d{4}(?![\d-])/g, mask: '[social security number]'},
  // (D), (E) telephone and fax numbers
  {
    form: /(?<![\p{L}\d])(?:\+\d{1,3}[ .-]?)?(?:\(\d{2,5}\) ?|\d{3}[ .-])\d{3}[ .-]?\d{4}(?:\s?(?:x|ext\.?)\s?\d{1,5})?(?!\d)/giu,
    mask: '[telephone]',
  },
  {form: /(?<![\p{L}\d])\+\d{1,3}(?:[ ./-]?\(?\d{1,5}\)?){2,6}(?!\d)/gu, mask: '[telephone]'},
  {
    form: /(?<!\p{L})((?:tel|telephone|phone|fax|mobile|cell|pager|call(?:ed)?)\.?(?: ?(?:no|number)\.?)?(?: ?(?:at|on))?[:# ]{1,3})(\d[\d ./()-]{3,}\d)/giu,
    mask: '[telephone]',
    labelled: true,
  },
  // (H) to (M): record, beneficiary, account, certificate and licence, vehicle and device numbers
  {
    form: /(?<!\p{L})((?:MRN|medical record|record|chart|patient|account|acct|policy|member|subscriber|beneficiary|group|insurance|medicare|medicaid|claim|visit|encounter|accession|case|license|licence|certificate|DEA|NPI|VIN|vehicle|plate|license plate|licence plate|serial|device|UDI|passport|SSN|social security)(?: ?(?:identifier|number|no|nr|id|plate|s\/n))*\.?[:# ]{1,3}(?:is )?)((?=[\p{L}\p{N}-]*\d{2})[\p{L}\p{N}][\p{L}\p{N}-]{2,})(?![\p{L}\p{N}])/giu,
    mask: '[number]',
    labelled: true,
  },
  // (B) subdivisions smaller than a state
  {
    form: new RegExp(
      `(?<![\\p{L}\\d])\\d{1,5}[a-z]? (?:[\\p{Lu}\\d][\\p{L}'’.\\d]* ){1,4}(?:${STREETS})\\b\\.?(?:,? (?:apt|apartment|unit|suite|ste|#)\\.? ?[\\p{L}\\d]{1,5}\\b)?`,
      'giu',
    ),
    mask: '[address]',
  },
  {form: /\bP\.? ?O\.? Box \d+/gi, mask: '[address]'},
  {form: /\b(?:[\p{Lu}][\p{L}]+,? )?[A-Z]{2},? \d{5}(?:-\d{4})?(?!\d)/gu, mask: '[place]'},
  {
    form: /(?<!\p{L})((?:zip|postal|post)(?: ?code)?[: ]{1,2})(\d{4,5}(?:-\d{4})?)(?!\d)/giu,
    mask: '[place]',
    labelled: true,
  },
];

/** (R) any other number, in what leaves the organisation. */
const leaving: readonly Pattern[] = [{form: /(?<![\p{L}\d.])\d{6,}(?![\d.]*\d)/gu, mask: '[number]'}];

const NINETY =
  'ninety(?:[ -](?:one|two|three|four|five|six|seven|eight|nine))?|(?:one |a )?hundred(?: and)?(?:[ -](?:one|two|three|four|five|six|seven|eight|nine|ten))?';
const OLD = '(?:9\\d|1[0-3]\\d)';
/** (C) ages over 89, in the ways in which they are written. */
const ages: readonly RegExp[] = [
  new RegExp(
    `(?<![\\d.])(?:${OLD}|${NINETY})(?:[ -]?(?:years?|yrs?|y)[ -]?(?:olds?|of age)\\b|[ -]?y\\/?\\.?o\\b\\.?)`,
    'gi',
  ),
  new RegExp(`(?<![\\d.])${OLD}(?=[ -]?(?:[MF]|male|female|man|woman|gentleman|lady)\\b)`, 'g'),
  new RegExp(
    `(?<=\\b(?:aged?|age of|age is|age was)[: ]{1,2})${OLD}(?![\\d.%])(?: ?(?:years?|yrs?|y)\\b)?`,
    'gi',
  ),
  /\b(?:nonagenarian|centenarian)\b/gi,
];

export const OLDEST = '90 or older';

/** @param full whether the text leaves the organisation */
export function maskPatterns(text: string, full: boolean): string {
  let masked = text;
  for (const {form, mask, labelled = false} of full ? [...always, ...leaving] : always)
    masked = masked.replace(form, (_, label: string) => (labelled ? label + mask : mask));
  return masked;
}

export const maskAges = (text: string): string =>
  ages.reduce((masked, form) => masked.replace(form, OLDEST), text);
