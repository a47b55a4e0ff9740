using Microsoft.AspNetCore.Mvc;

namespace MindBot.WebFront.Personas;

/// <summary>The list's filters as they were sent; empty ones are none.</summary>
/// <param name="UserTier">Those that this tier may talk to; a signed-in user's own tier, otherwise free, when absent.</param>
/// <param name="AccessLevel">Those of exactly this level.</param>
/// <param name="Search">All of its words are in the name, the summary or the purpose.</param>
/// <param name="After">The <c>next</c> of the page before.</param>
internal sealed record PersonaQuery(
    [FromQuery(Name = "user_tier")] string? UserTier,
    [FromQuery(Name = "category")] string? Category,
    [FromQuery(Name = "ad_supported")] string? AdSupported,
    [FromQuery(Name = "access_level")] string? AccessLevel,
    [FromQuery(Name = "sort_by")] string? SortBy,
    [FromQuery(Name = "search")] string? Search,
    [FromQuery(Name = "limit")] int? Limit,
    [FromQuery(Name = "after")] string? After);
