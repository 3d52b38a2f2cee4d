// caught: readmes at apps/api/src/features/ledger/README.md
export class LedgerModule {}
