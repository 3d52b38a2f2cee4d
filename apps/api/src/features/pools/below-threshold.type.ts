import { registerEnumType } from '@nestjs/graphql';

export enum BelowThreshold { END = 'end', EXTEND = 'extend', ASK = 'ask' }
registerEnumType(BelowThreshold, {
  name: 'BelowThreshold',
  description: 'What a round does at its lock about an item that is below its threshold.',
  valuesMap: {
    END: { description: 'It is not ordered.' },
    EXTEND: { description: 'The lock moves once; after that it is not ordered.' },
    ASK: { description: 'Whoever committed to it says whether it still takes it.' },
  },
});
