using System.Net.Http.Json;
using MindBot.WebFront.Tests.Admin;
using MindBot.WebFront.Tests.Server;

namespace MindBot.WebFront.Tests.Users;

public sealed class AccountDeletionTests(AdminServer admin) : IClassFixture<AdminServer>
{
    private readonly FrontServer server = admin.Server;

    [Fact]
    public async Task A_deleted_account_is_as_if_it_had_never_been_and_its_address_is_free()
    {
        var user = await server.NewUser();
        Assert.Equal("deleted", (await Delete(user, new { password = "secure_password" }).Ok()).Text("status"));
        await user.Get("/auth/me").Problem(401, "unauthorized");
        await user.Get("/time/balance").Problem(401, "unauthorized");
        await Delete(user, new { password = "secure_password" }).Problem(401, "unauthorized");

        using var deleted = await Login(user.Email);
        using var unknown = await Login("never@example.com");
        Assert.Equal(await unknown.Content.ReadAsStringAsync(), await deleted.Content.ReadAsStringAsync());
        await Eventually.Is(async () => (await Register(user.Email)).IsSuccessStatusCode, "the address is free");
        await Login(user.Email).Ok();
    }

    [Fact]
    public async Task It_takes_the_password_and_with_minutes_left_the_word_that_they_are_forfeited()
    {
        var user = await server.NewUserWith("starter_1h");
        await Delete(user, new { }).Problem(400, "invalid_password");
        await Delete(user, new { password = "wrong_password", forfeit_balance = true }).Problem(403, "wrong_password");
        using (var refused = await Delete(user, new { password = "secure_password" }))
        {
            Assert.Contains("60 minutes", (await refused.Json()).Text("detail"));
            await Task.FromResult(refused).Problem(409, "balance_remains");
        }

        Assert.Equal(60, await user.Minutes());
        await Delete(user, new { password = "secure_password", forfeit_balance = true }).Ok();
        await user.Get("/auth/me").Problem(401, "unauthorized");
    }

    [Fact]
    public async Task Conversations_end_the_subscription_too_and_money_still_goes_back()
    {
        var user = await server.NewUser();
        var purchase = await AdminServer.Buy(user);
        var id = await user.Id();
        await user.Post("/subscriptions", new { plan_id = "premium_monthly", payment_method_id = "pm_card_visa" }).Ok();
        await user.Start("talk", "room_deleted");
        await Delete(user, new { password = "secure_password", forfeit_balance = true }).Ok();

        var gateway = Microsoft.Extensions.DependencyInjection.ServiceProviderServiceExtensions.GetRequiredService<Orleans.IGrainFactory>(server.Services);
        var wallet = gateway.GetGrain<MindBot.Grains.Wallets.IWalletGrain>(id, null);
        await Eventually.Is(async () => (await wallet.GetView(false)).Sessions.IsEmpty, "the conversation is over");
        var customer = gateway.GetGrain<MindBot.Grains.Payments.ICustomerGrain>(id, null);
        await Eventually.Is(async () => await customer.Find() is null, "the customer is gone");
        await admin.Get($"/admin/users/{id}").Problem(404, "not_found");
        await admin.Post($"/admin/users/{id}/credit", new { minutes = 5, reason = "too late" }).Problem(404, "not_found");

        Assert.Equal("succeeded", (await admin.Refund(purchase.Text("time_card_id")).Ok()).Text("status"));
        await Eventually.Is(async () => (await wallet.GetView(false)).AvailableMicros == 0, "the refund has taken the minutes back");
    }

    [Fact]
    public async Task Operators_delete_with_a_reason_and_under_the_same_conditions()
    {
        var user = await server.NewUserWith("starter_1h");
        var id = await user.Id();
        await Operator(id, new { forfeit_balance = true }).Problem(400, "invalid_field");
        await Operator(id, new { reason = "asked by mail" }).Problem(409, "balance_remains");
        await Operator(id, new { reason = "asked by mail", forfeit_balance = true }, key: "wrong").Problem(401, "unauthorized");
        await Operator(id, new { reason = "asked by mail", forfeit_balance = true }).Ok();
        await Operator(id, new { reason = "asked by mail" }).Problem(404, "not_found");
        await user.Get("/auth/me").Problem(401, "unauthorized");
    }

    private Task<HttpResponseMessage> Login(string email) => server.Anonymous.PostAsJsonAsync("/auth/login", new { email, password = "secure_password" });

    private Task<HttpResponseMessage> Register(string email) =>
        server.Anonymous.PostAsJsonAsync("/auth/register", new { email, password = "secure_password", full_name = "Another One" });

    private static Task<HttpResponseMessage> Delete(ApiUser user, object body) =>
        user.Http.SendAsync(new HttpRequestMessage(HttpMethod.Delete, "/auth/me") { Content = JsonContent.Create(body) });

    private Task<HttpResponseMessage> Operator(string id, object body, string key = AdminServer.Key)
    {
        var request = new HttpRequestMessage(HttpMethod.Delete, $"/admin/users/{id}") { Content = JsonContent.Create(body) };
        request.Headers.Add("X-Admin-Key", key);
        request.Headers.Add("X-Operator", "olga");
        return server.Anonymous.SendAsync(request);
    }
}
