namespace MindBot.Parity.Tests.Contracts;

public sealed class ContractFileTests
{
    private static readonly string[] Before =
    [
        "interface a.IThing: IGrainWithStringKey",
        "  method Do: void (int count)",
        "type a.Message: class",
        "  0 First: int",
        "  1 Second: int",
        "json a.State: object",
        "  \"first\": int",
    ];

    [Theory]
    [InlineData("  method Do:", "  method Did:", "interface a.IThing / method Do")]
    [InlineData("type a.Message:", "type a.News:", "type a.Message")]
    [InlineData("  1 Second:", "  2 Second:", "type a.Message / 1 Second")]
    [InlineData("  \"first\":", "  \"1st\":", "json a.State / \"first\"")]
    public void A_dropped_alias_a_changed_id_and_a_renamed_property_are_losses(string old, string changed, string loss) =>
        Assert.Contains(loss, ContractFile.Lost(Before, Before.Select(line => line.Replace(old, changed, StringComparison.Ordinal))));

    [Fact]
    public void Two_members_that_swap_their_ids_are_losses()
    {
        var swapped = Before.Select(line => line
            .Replace("0 First", "0 Second", StringComparison.Ordinal).Replace("1 Second", "1 First", StringComparison.Ordinal));

        Assert.Equal(["type a.Message / 0 First", "type a.Message / 1 Second"], ContractFile.Lost(Before, swapped));
    }

    [Fact]
    public void What_is_added_or_described_anew_is_a_difference_but_no_loss()
    {
        var stored = Before[5..].Select(line => line.Replace("\"first\": int", "\"first\": long", StringComparison.Ordinal));
        string[] after = [.. Before[..5], "  2 Third: int", .. stored];

        Assert.Empty(ContractFile.Lost(Before, after));
        Assert.Equal(
            ["- json a.State / \"first\": int", "+ json a.State / \"first\": long", "+ type a.Message / 2 Third: int"],
            ContractFile.Diff(Before, after));
    }
}
