using System.Diagnostics.CodeAnalysis;
using MindBot.WebFront.Errors;

namespace MindBot.WebFront.Json;

/// <summary>A stretch of a history: up to <paramref name="Limit"/> items that are older than the cursor.</summary>
internal readonly record struct Page(int Limit, long? Before)
{
    public const int DefaultLimit = 50, MaxLimit = 200;

    public static bool TryRead(PageQuery query, out Page page, [NotNullWhen(false)] out Problem? malformed) =>
        TryRead(query.Limit, query.Before, out page, out malformed);

    public static bool TryRead(int? limit, long? before, out Page page, [NotNullWhen(false)] out Problem? malformed)
    {
        page = new Page(Math.Min(limit ?? DefaultLimit, MaxLimit), before);
        malformed = limit is < 1 || before is < 1
            ? Problem.Of(ErrorCodes.InvalidParameter, "'limit' and 'before' must be whole numbers above 0.")
            : null;
        return malformed is null;
    }
}
