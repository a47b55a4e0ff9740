using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using MindBot.WebFront.Json;

namespace MindBot.WebFront.Personas;

/// <summary>The list's filters as they were sent; empty ones are none.</summary>
internal sealed record PersonaQuery
{
    [FromQuery(Name = "user_tier"), AllowedValues("free", "premium")]
    [Description("Those that this tier may talk to; a signed-in user's own tier, otherwise free, when absent.")]
    public string? UserTier { get; init; }

    [FromQuery(Name = "category"), Description("The `value` of one of `GET /categories`.")]
    public string? Category { get; init; }

    [FromQuery(Name = "ad_supported"), AllowedValues("true", "false"), Description("Those that carry ads, or those that do not.")]
    public string? AdSupported { get; init; }

    [FromQuery(Name = "access_level"), AllowedValues("free", "premium"), Description("Those of exactly this level.")]
    public string? AccessLevel { get; init; }

    [FromQuery(Name = "sort_by"), AllowedValues("rating", "popularity", "name", "cost", "newest"), DefaultValue("rating"), Description("The order.")]
    public string? SortBy { get; init; }

    [FromQuery(Name = "search"), Description("All of these words are in the name, the summary or the purpose.")]
    public string? Search { get; init; }

    [FromQuery(Name = "limit"), Range(1, Page.MaxLimit), DefaultValue(Page.DefaultLimit), Description(PageQuery.LimitText)]
    public int? Limit { get; init; }

    [FromQuery(Name = "after"), Description("The `next` of the page before.")]
    public string? After { get; init; }
}
