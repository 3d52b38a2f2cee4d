import { Args, Query, Resolver } from '@nestjs/graphql';
import { Allow } from '../../platform/auth/access.js';
import { readItemsFile } from './items-file.rules.js';
import { RoundItemsFile, RoundItemsFileInput } from './items-file.type.js';

@Resolver()
export class ProposalResolver {
  @Allow('procurement_officer', 'business_manager', 'district_administrator')
  @Query(() => RoundItemsFile, { description: 'What a sheet of items says, row by row, before anything is stored.' })
  roundItemsFile(@Args('input') input: RoundItemsFileInput): RoundItemsFile {
    return readItemsFile(input.text);
  }
}
