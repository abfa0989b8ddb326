/**
 * The values of one event: ids, times and sums that go together, the same for the same seed, others for another. None is
 * anybody's: accounts begin with 9999, addresses are those of RFC 5737.
 */
import { seededRandom, type SeededRandom } from '../core/interpreter/seededRandom';
import { encodeBase64 } from '../core/query/hash/bytes';
import { digest } from '../core/query/hash/digest';

const REGIONS = ['eu-west-1', 'eu-central-1', 'us-east-1', 'us-west-2', 'ap-southeast-2', 'ap-northeast-1'];
/** Where an event happens whose seed alone is given: some time in 2026, so that it stays the same. */
const FIRST = Date.UTC(2026, 0, 1);
const YEAR = 365 * 24 * 3600;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** One time, as the services write it. */
export class Moment {
  constructor(readonly millis: number) {}

  get seconds(): number {
    return Math.floor(this.millis / 1000);
  }

  /** `2026-03-04T05:06:07Z` */
  get iso(): string {
    return this.isoMillis.replace(/\.\d+/, '');
  }

  /** `2026-03-04T05:06:07.089Z` */
  get isoMillis(): string {
    return new Date(this.millis).toISOString();
  }

  /** `04/Mar/2026:05:06:07 +0000`, as in an access log. */
  get log(): string {
    const [, year, month, day, time] = /^(\d+)-(\d+)-(\d+)T([\d:]+)/.exec(this.isoMillis)!;
    return `${day}/${MONTHS[Number(month) - 1]}/${year}:${time} +0000`;
  }

  later(seconds: number): Moment {
    return new Moment(this.millis + seconds * 1000);
  }
}

export class Fresh {
  /** Twelve digits. */
  readonly account: string;
  readonly region: string;
  /** When it happened. */
  readonly time: Moment;
  readonly requestId: string;
  private readonly chance: SeededRandom;

  /**
   * @param now in milliseconds; absent: a time that follows from the seed.
   * @param place where it is known
   */
  constructor(seed: number, now?: number, place: { readonly region?: string; readonly account?: string } = {}) {
    this.chance = seededRandom(seed);
    // What is known changes nothing of the other values.
    const drawn = { account: `9999${this.digits(8)}`, region: this.pick(REGIONS) };
    this.account = place.account ?? drawn.account;
    this.region = place.region ?? drawn.region;
    const moment = FIRST + this.number(0, YEAR) * 1000 + this.number(0, 999);
    this.time = new Moment(now ?? moment);
    this.requestId = this.uuid();
  }

  uuid(): string {
    return this.chance.uuid();
  }

  /** A whole number, both ends included. */
  number(from: number, to: number): number {
    return from + Math.floor(this.chance.random() * (to - from + 1));
  }

  pick<T>(list: readonly T[]): T {
    return list[this.number(0, list.length - 1)]!;
  }

  /** So many signs of an alphabet. */
  signs(count: number, alphabet: string): string {
    return Array.from({ length: count }, () => alphabet[this.number(0, alphabet.length - 1)]).join('');
  }

  digits(count: number): string {
    return this.number(1, 9) + this.signs(count - 1, '0123456789');
  }

  hex(count: number): string {
    return this.signs(count, '0123456789abcdef');
  }

  /** Capitals and digits, as access keys have. */
  capitals(count: number): string {
    return this.signs(count, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567');
  }

  /** Small letters and digits, as ids of APIs have. */
  small(count: number): string {
    return this.signs(count, 'abcdefghijklmnopqrstuvwxyz0123456789');
  }

  /** Base64 of so many bytes by chance. */
  base64(bytes: number): string {
    return base64OfBytes(Uint8Array.from({ length: bytes }, () => this.number(0, 255)));
  }

  /** Of the networks that documentation may name. */
  ip(): string {
    return `${this.pick(['192.0.2', '198.51.100', '203.0.113'])}.${this.number(1, 254)}`;
  }

  /** In this event's account and region. */
  arn(service: string, resource: string): string {
    return `arn:aws:${service}:${this.region}:${this.account}:${resource}`;
  }

  /** Of a service that has no regions. */
  globalArn(service: string, resource: string): string {
    return `arn:aws:${service}::${this.account}:${resource}`;
  }

  md5(text: string): string {
    return digest(text, 'MD5');
  }
}

/** UTF-8 in base64. */
export const base64Of = encodeBase64;

export function base64OfBytes(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}
