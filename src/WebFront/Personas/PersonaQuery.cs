using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using MindBot.WebFront.Json;
using MindBot.WebFront.OpenApi;

namespace MindBot.WebFront.Personas;

/// <summary>The list's filters as they were sent; empty ones are none.</summary>
internal sealed record PersonaQuery(
    [FromQuery(Name = "user_tier"), AllowedValues("free", "premium")]
    [Description("Those that this tier may talk to; a signed-in user's own tier, otherwise free, when absent.")]
    string? UserTier,
    [FromQuery(Name = "category"), Description("The `value` of one of `GET /categories`.")] string? Category,
    [FromQuery(Name = "ad_supported"), AllowedValues("true", "false"), Description("Those that carry ads, or those that do not.")] string? AdSupported,
    [FromQuery(Name = "access_level"), AllowedValues("free", "premium"), Description("Those of exactly this level.")] string? AccessLevel,
    [FromQuery(Name = "sort_by"), AllowedValues("rating", "popularity", "name", "cost", "newest"), WhenAbsent("rating"), Description("The order.")]
    string? SortBy,
    [FromQuery(Name = "search"), Description("All of these words are in the name, the summary or the purpose.")] string? Search,
    [FromQuery(Name = "limit"), Range(1, Page.MaxLimit), WhenAbsent(Page.DefaultLimit), Description(PageQuery.LimitText)] int? Limit,
    [FromQuery(Name = "after"), Description("The `next` of the page before.")] string? After);
