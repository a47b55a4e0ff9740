using System.Text.Json;
using MindBot.WebFront.Wallets;

namespace MindBot.WebFront.Tests.Wallets;

public sealed class MinutesTests
{
    [Theory]
    [InlineData(0, "0")]
    [InlineData(330L * 60_000_000, "330")]
    [InlineData(330L * 60_000_000 - 1, "329.99")]
    [InlineData(10_000_000, "0.16")]
    [InlineData(90_000_000, "1.5")]
    [InlineData(599_999, "0")]
    [InlineData(600_000, "0.01")]
    [InlineData(long.MaxValue, "153722867280.91")]
    public void What_a_user_owns_is_rounded_down(long micros, string json) => Assert.Equal(json, JsonSerializer.Serialize(Minutes.Owned(micros)));

    [Theory]
    [InlineData(0, "0")]
    [InlineData(900_000_000, "15")]
    [InlineData(300_000, "0")]
    [InlineData(300_001, "0.01")]
    [InlineData(900_000, "0.02")]
    [InlineData(1_500_000, "0.02")]
    [InlineData(2_100_000, "0.04")]
    [InlineData(61_500_000, "1.02")]
    public void What_a_user_used_is_rounded_half_to_even(long micros, string json) => Assert.Equal(json, JsonSerializer.Serialize(Minutes.Used(micros)));

    [Theory]
    [InlineData(330, "5.5")]
    [InlineData(315, "5.25")]
    [InlineData(60, "1")]
    [InlineData(100, "1.66")]
    public void Hours_are_rounded_down_too(long minutes, string json) =>
        Assert.Equal(json, JsonSerializer.Serialize(Minutes.OwnedHours(minutes * 60_000_000)));

    [Theory]
    [InlineData(900_000, "900")]
    [InlineData(900_250, "900.25")]
    [InlineData(1, "0.001")]
    public void Seconds_are_exact(long milliseconds, string json) => Assert.Equal(json, JsonSerializer.Serialize(Minutes.Seconds(milliseconds)));
}
