using System.Net.Http.Json;
using System.Text;
using MindBot.WebFront.Tests.Server;

namespace MindBot.WebFront.Tests.Contract;

/// <summary>Every error has a status that fits, a code for programs and a sentence for people.</summary>
[Collection(FrontCollection.Name)]
public sealed class ErrorTests(FrontServer server)
{
    [Fact]
    public async Task Without_a_token_nothing_of_a_user_is_shown()
    {
        foreach (var path in new[] { "/auth/me", "/time/balance", "/time/sessions", "/time/ledger", "/time/sessions/x", "/time/balance/stream" })
            await server.Anonymous.GetAsync(path).Problem(401, "unauthorized");
        await server.Anonymous.PostAsJsonAsync("/time/purchase", new { package_id = "basic_5h" }).Problem(401, "unauthorized");
    }

    [Fact]
    public async Task An_unknown_address_is_404_and_a_wrong_method_405()
    {
        await server.Anonymous.GetAsync("/nowhere").Problem(404, "not_found");
        await server.Anonymous.DeleteAsync("/time/pricing").Problem(405, "method_not_allowed");
    }

    [Fact]
    public async Task A_body_over_64_KiB_is_413_and_one_that_is_no_JSON_415()
    {
        var user = await server.NewUser();
        var large = new StringContent("{\"package_id\":\"" + new string('x', 70_000) + "\"}", Encoding.UTF8, "application/json");
        await user.Http.PostAsync("/time/purchase", large).Problem(413, "body_too_large");
        await user.Http.PostAsync("/time/purchase", new StringContent("package_id=basic_5h", Encoding.UTF8, "text/plain"))
            .Problem(415, "unsupported_media_type");
        await user.Http.PostAsync("/time/purchase", new StringContent("{}", Encoding.Unicode, "application/json")).Problem(415, "unsupported_media_type");
    }

    [Theory]
    [InlineData("application/json; charset=utf-8")]
    [InlineData("application/json; charset=UTF-8")]
    [InlineData("application/json; charset=\"utf-8\"")]
    [InlineData("application/json; charset=\"UTF-8\"; version=1")]
    public async Task UTF_8_may_be_named_in_every_way(string contentType)
    {
        var login = new StringContent("""{"email":"nobody@example.com"}""");
        login.Headers.Remove("Content-Type");
        login.Headers.TryAddWithoutValidation("Content-Type", contentType);
        await server.Anonymous.PostAsync("/auth/login", login).Problem(400, "invalid_password");
    }

    [Fact]
    public async Task An_email_address_registers_once_in_any_spelling()
    {
        var user = await server.NewUser();
        await server.Anonymous.PostAsJsonAsync("/auth/register",
            new { email = $" {user.Email.ToUpperInvariant()} ", password = "another_password", full_name = "X" }).Problem(409, "email_taken");
    }

    [Fact]
    public async Task A_wrong_password_and_an_unknown_address_are_refused_alike()
    {
        var user = await server.NewUser();
        await Login(user.Email, "wrong_password").Problem(401, "invalid_credentials");
        await Login("nobody@example.com", "wrong_password").Problem(401, "invalid_credentials");
    }

    [Fact]
    public async Task Guessing_a_password_is_stopped_for_that_address_alone()
    {
        var (user, other) = (await server.NewUser(), await server.NewUser());
        await Login(user.Email, "secure_password").Ok();
        for (var i = 0; i < 10; i++) await Login(user.Email, "wrong_password").Problem(401, "invalid_credentials");

        using var stopped = await Login(user.Email, "secure_password");
        Assert.Equal(429, (int)stopped.StatusCode);
        Assert.True(stopped.Headers.RetryAfter?.Delta > TimeSpan.Zero);
        await Login(other.Email, "secure_password").Ok();
    }

    [Fact]
    public async Task Guessing_activation_codes_is_stopped_for_that_user()
    {
        var user = await server.NewUser();
        for (var i = 0; i < 20; i++) await user.Post("/time/activate", new { activation_code = "AAAA-AAAA-AAAA" }).Problem(404, "card_not_found");
        await user.Post("/time/activate", new { activation_code = "AAAA-AAAA-AAAA" }).Problem(429, "rate_limited");
    }

    [Fact]
    public async Task Without_time_there_is_no_session_and_the_room_stays_free()
    {
        var (poor, rich) = (await server.NewUser(), await server.NewUserWith("starter_1h"));
        await poor.Post("/time/session/start", new { session_id = "s", room_name = "room_poor" }).Problem(402, "insufficient_balance");
        await rich.Start("s", "room_poor");
    }

    [Fact]
    public async Task Sessions_that_cannot_be_are_refused()
    {
        var user = await server.NewUserWith("starter_1h");
        await user.Post("/time/session/end", new { session_id = "never" }).Problem(404, "session_not_found");
        await user.Get("/time/sessions/never").Problem(404, "session_not_found");
        await user.Get("/time/sessions/never/receipt").Problem(404, "session_not_found");

        await user.Start("once", "room_once");
        await user.Get("/time/sessions/once/receipt").Problem(409, "session_not_finished");
        await user.Post("/time/session/start", new { session_id = "once", room_name = "room_twice" }).Problem(409, "session_in_other_room");
        await user.End("once", 1);
        await user.Post("/time/session/start", new { session_id = "once", room_name = "room_once" }).Problem(409, "session_finished");
        await user.Start("again", "room_again");
        await user.Post("/time/session/end", new { session_id = "again", duration_seconds = 90_000 }).Problem(400, "duration_too_long");
    }

    [Fact]
    public async Task A_declined_card_and_an_unknown_package_are_refused()
    {
        var user = await server.NewUser();
        await user.Post("/time/purchase", new { package_id = "basic_5h", payment_method_id = "pm_card_chargeDeclined" }).Problem(402, "payment_declined");
        await user.Post("/time/purchase", new { package_id = "no_such_package" }).Problem(404, "unknown_package");
        Assert.Equal(0, await user.Minutes());
    }

    private Task<HttpResponseMessage> Login(string email, string password) =>
        server.Anonymous.PostAsJsonAsync("/auth/login", new { email, password });
}
