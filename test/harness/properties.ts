/**
 * fast-check with the same cases each time, so that a change passes or fails for what it changes. `PROPERTY_SEED=random`
 * (or a number) looks further: `PROPERTY_SEED=random npm run unit`.
 */
import fc from 'fast-check';

const { PROPERTY_SEED: wanted } = process.env;
if (wanted !== 'random') fc.configureGlobal({ seed: wanted === undefined ? 1 : Number(wanted) });

export default fc;
