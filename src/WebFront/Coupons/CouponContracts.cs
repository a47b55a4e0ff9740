using System.Text.Json.Serialization;

namespace MindBot.WebFront.Coupons;

/// <summary>Whether a coupon can be used now. What does not apply is absent: of a coupon that does not exist there is nothing to describe.</summary>
public sealed record CouponAnswer(bool Valid, string Message)
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? PercentOff { get; init; }

    /// <summary>Minor units (cents).</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? AmountOff { get; init; }

    /// <summary>Minor units (cents) off the amount that was asked about.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Discount { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Description { get; init; }

    /// <summary>Last day, UTC.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateOnly? ValidUntil { get; init; }

    /// <summary>Why it cannot be used, for programs.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Code { get; init; }
}
