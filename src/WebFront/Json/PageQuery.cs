using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;

namespace MindBot.WebFront.Json;

/// <summary>Which stretch of a history is asked for.</summary>
/// <remarks>Without a constructor: of what has both a parameter and a property, the document's generator cannot read the attributes.</remarks>
internal sealed record PageQuery
{
    public const string LimitText = "How many at most; asking for more than the maximum gives the maximum.";

    [FromQuery(Name = "limit"), Range(1, Page.MaxLimit), DefaultValue(Page.DefaultLimit), Description(LimitText)]
    public int? Limit { get; init; }

    [FromQuery(Name = "before"), Description("The `next` of the page before: what is older follows.")]
    public long? Before { get; init; }
}
