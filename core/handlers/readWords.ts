/** What the names of methods and functions and operators say of the value that they are used on. */

export const OF_LISTS = new Set(
  'map forEach filter reduce some every find findIndex flatMap join push sort reverse append extend at'.split(' '),
);
/** What they give is in the list as well. */
export const SAME_LIST = new Set(['filter', 'sort', 'reverse']);
export const OF_OBJECTS = new Set(['items', 'keys']);
export const OF_NUMBERS = new Set(
  ['*', '/', '%', '-', '<', '>', '<=', '>=', '**', '//'].concat(['-=', '*=', '/=', '%=', '**=', '//=', '++', '--']),
);
/** With a number on the other side. */
export const ALSO_OF_NUMBERS = new Set(['+', '+=', '==', '===', '!=', '!==']);
export const TO_NUMBER = new Set(['int', 'float', 'Number', 'parseInt', 'parseFloat', 'Decimal', 'round', 'range']);
export const SAME_TEXT = new Set('read decode toString transformToString text strip trim slice promise'.split(' '));
/** `Buffer.from`, `Array.from`, and what else has the same in another form. */
export const SAME_VALUE = new Set(
  (
    'unmarshall deserialize dict str String deepcopy copy from atob b64decode decodeURIComponent unquote unquote_plus ' +
    'decompress gunzip gunzipSync unzip unzipSync inflate inflateSync'
  ).split(' '),
);
/** Of `zlib`: what they make goes to a callback, behind its error. */
export const GIVE_TO_CALLBACK = new Set(['gunzip', 'unzip', 'inflate']);
/** Before a bracket they call nothing. */
export const WORDS = /^(return|if|elif|while|in|of|and|or|not|await|else|yield|const|let|var)$/;
