namespace CycleRef.Corpus.Fuzzing;

/// <summary>What a mutation does to a file.</summary>
internal enum MutationKind
{
    DeleteTokens,
    DuplicateTokens,
    SwapTokens,
    TruncateAtToken,
    DeleteLines,
    DuplicateLines,
    SwapLines,
    TruncateLine,
    SpliceOther,
    RenameToReserved,
    RenameToOther,
    NestGenerics,
    NestLambdas,
    NestExpressions,
    ChainCalls,
    NestStatements,
    NestTypes,
}
