using System.Text.Json;
using MindBot.WebFront.Tests.Server;

namespace MindBot.WebFront.Tests.TimeCards;

[Collection(FrontCollection.Name)]
public sealed class GiftTests(FrontServer server)
{
    [Fact]
    public async Task A_buyer_finds_the_codes_of_gifts_newest_first_and_whether_they_were_redeemed()
    {
        var (buyer, friend) = (await server.NewUser(), await server.NewUser());
        Assert.Empty((await Page(buyer, "")).Gifts);
        var first = await Buy(buyer);
        var second = await Buy(buyer);
        await buyer.Post("/time/purchase", new { package_id = "starter_1h", payment_method_id = "pm_card_visa" }).Ok();
        await friend.Post("/time/activate", new { activation_code = first.Text("activation_code") }).Ok();

        var (gifts, next) = await Page(buyer, "");
        Assert.Equal(JsonValueKind.Null, next.ValueKind);
        Assert.Equal(
            [(Code(second), "paid", false, 60m), (Code(first), "redeemed", true, 60m)],
            gifts.Select(gift => (gift.Text("activation_code"), gift.Text("status"), gift.GetProperty("redeemed").GetBoolean(), gift.Number("total_minutes"))));
        Assert.Equal(first.Text("time_card_id"), gifts[1].Text("time_card_id"));
        Assert.Equal((JsonValueKind.Null, JsonValueKind.String), (gifts[0].GetProperty("redeemed_at").ValueKind, gifts[1].GetProperty("redeemed_at").ValueKind));
        Assert.Empty((await Page(friend, "")).Gifts);
    }

    [Fact]
    public async Task Pages_follow_each_other()
    {
        var buyer = await server.NewUser();
        var (first, second) = (await Buy(buyer), await Buy(buyer));
        var page = await Page(buyer, "?limit=1");
        Assert.Equal(Code(second), Assert.Single(page.Gifts).Text("activation_code"));
        var rest = await Page(buyer, $"?limit=1&before={page.Next.GetInt64()}");
        Assert.Equal(Code(first), Assert.Single(rest.Gifts).Text("activation_code"));
        Assert.Equal(JsonValueKind.Null, rest.Next.ValueKind);
        await buyer.Get("/time/gifts?limit=0").Problem(400, "invalid_parameter");
        await server.Anonymous.GetAsync("/time/gifts").Problem(401, "unauthorized");
    }

    private static Task<JsonElement> Buy(ApiUser user) =>
        user.Post("/time/purchase", new { package_id = "starter_1h", payment_method_id = "pm_card_visa", gift = true }).Ok();

    private static string Code(JsonElement bought) => bought.Text("activation_code");

    private static async Task<(JsonElement[] Gifts, JsonElement Next)> Page(ApiUser user, string query)
    {
        var page = await user.Get("/time/gifts" + query).Ok();
        return ([.. page.GetProperty("gifts").EnumerateArray()], page.GetProperty("next"));
    }
}
