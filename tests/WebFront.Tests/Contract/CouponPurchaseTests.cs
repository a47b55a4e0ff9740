using MindBot.WebFront.Tests.Server;

namespace MindBot.WebFront.Tests.Contract;

[Collection(FrontCollection.Name)]
public sealed class CouponPurchaseTests(FrontServer server)
{
    [Fact]
    public async Task A_first_purchase_with_the_welcome_coupon_costs_a_quarter_less()
    {
        var user = await server.NewUser();
        var ordered = await user.Post("/time/purchase", new { package_id = "basic_5h", coupon_code = " welcome25 " }).Ok();
        Assert.Equal((3374m, "requires_payment_method"), (ordered.Number("amount_due"), ordered.Text("payment_status")));

        var other = await server.NewUser();
        var paid = await other.Post("/time/purchase", new { package_id = "basic_5h", coupon_code = "WELCOME25", payment_method_id = "pm_card_visa" }).Ok();
        Assert.Equal(0, paid.Number("amount_due"));
        Assert.Equal(330, await other.Minutes());
        var payment = Assert.Single((await other.Get("/user/payments").Ok()).GetProperty("payments").EnumerateArray());
        Assert.Equal((3374m, "payment"), (payment.Number("amount_cents"), payment.Text("kind")));
    }

    [Fact]
    public async Task A_second_purchase_cannot_use_it_and_is_not_made()
    {
        var user = await server.NewUserWith("starter_1h");
        await user.Post("/time/purchase", new { package_id = "basic_5h", coupon_code = "WELCOME25", payment_method_id = "pm_card_visa" })
            .Problem(409, "coupon_first_purchase_only");
        await user.Post("/time/purchase", new { package_id = "basic_5h", coupon_code = "NOSUCH", payment_method_id = "pm_card_visa" })
            .Problem(404, "unknown_coupon");
        Assert.Equal(60, await user.Minutes());
    }
}
