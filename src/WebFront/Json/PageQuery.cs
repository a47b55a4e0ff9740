using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using MindBot.WebFront.OpenApi;

namespace MindBot.WebFront.Json;

/// <summary>Which stretch of a history is asked for.</summary>
internal sealed record PageQuery(
    [FromQuery(Name = "limit"), Range(1, Page.MaxLimit), WhenAbsent(Page.DefaultLimit), Description(PageQuery.LimitText)] int? Limit,
    [FromQuery(Name = "before"), Description("The `next` of the page before: what is older follows.")] long? Before)
{
    public const string LimitText = "How many at most; asking for more than the maximum gives the maximum.";
}
