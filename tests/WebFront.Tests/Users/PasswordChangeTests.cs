using System.Net.Http.Json;
using System.Text.Json;
using MindBot.WebFront.Tests.Server;

namespace MindBot.WebFront.Tests.Users;

[Collection(FrontCollection.Name)]
public sealed class PasswordChangeTests(FrontServer server)
{
    [Fact]
    public async Task A_change_signs_out_everywhere_else_and_goes_on_with_another_token()
    {
        var user = await server.NewUser();
        var elsewhere = server.WithToken((await Login(user.Email, "secure_password").Ok()).Text("access_token"));
        await elsewhere.GetAsync("/auth/me").Ok();

        var changed = await Change(user, "secure_password", "another_password").Ok();
        Assert.Equal(("bearer", true), (changed.Text("token_type"), changed.TryGetProperty("livekit_token", out _)));
        await elsewhere.GetAsync("/auth/me").Problem(401, "unauthorized");
        await user.Get("/auth/me").Problem(401, "unauthorized");
        await server.WithToken(changed.Text("access_token")).GetAsync("/auth/me").Ok();
        await Login(user.Email, "secure_password").Problem(401, "invalid_credentials");
        await Login(user.Email, "another_password").Ok();
    }

    [Fact]
    public async Task Whoever_has_a_token_alone_cannot_change_the_password()
    {
        var user = await server.NewUser();
        await Change(user, "wrong_password", "another_password").Problem(403, "wrong_password");
        await user.Post("/auth/password/change", new { new_password = "another_password" }).Problem(400, "invalid_password");
        await server.Anonymous.PostAsJsonAsync("/auth/password/change", new { current_password = "secure_password", new_password = "another_password" })
            .Problem(401, "unauthorized");
        await user.Get("/auth/me").Ok();
        await Login(user.Email, "secure_password").Ok();
    }

    [Fact]
    public async Task Guesses_with_a_stolen_token_count_as_those_at_the_login()
    {
        var another = await FrontServer.StartAnother(null, "--MINDBOT_LIMIT_WRONG_PASSWORDS", "3");
        try
        {
            var user = await another.NewUser();
            for (var i = 0; i < 3; i++) await Change(user, $"wrong_password_{i}", "another_password").Problem(403, "wrong_password");
            await Change(user, "secure_password", "another_password").Problem(429, "rate_limited");
            await another.Anonymous.PostAsJsonAsync("/auth/login", new { email = user.Email, password = "secure_password" }).Problem(429, "rate_limited");
        }
        finally
        {
            await another.DisposeAsync();
        }
    }

    [Fact]
    public async Task Of_twenty_changes_at_the_same_time_one_wins_and_its_token_alone_is_good()
    {
        var user = await server.NewUser();
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Change(user, "secure_password", $"another_password_{i}")));
        var winner = Assert.Single(answers, answer => answer.IsSuccessStatusCode);
        Assert.All(answers.Where(answer => answer != winner), answer => Assert.Contains((int)answer.StatusCode, new[] { 401, 403, 429 }));
        await server.WithToken((await winner.Json()).Text("access_token")).GetAsync("/auth/me").Ok();
    }

    [Theory]
    [InlineData("short12")]
    [InlineData("Password123")]
    [InlineData("iloveyou")]
    public async Task A_password_that_is_weak_is_refused_wherever_it_is_set(string weak)
    {
        var user = await server.NewUser();
        await Change(user, "secure_password", weak).Problem(400, "invalid_password");
        await server.Anonymous.PostAsJsonAsync("/auth/register", new { email = "weak@example.com", password = weak, full_name = "W" })
            .Problem(400, "invalid_password");
        await server.Anonymous.PostAsJsonAsync("/auth/register", new { email = "ada.lovelace@example.com", password = "Ada.Lovelace", full_name = "A" })
            .Problem(400, "invalid_password");
        await Change(user, "secure_password", user.Email.ToUpperInvariant()).Problem(400, "invalid_password");
    }

    private Task<HttpResponseMessage> Login(string email, string password) => server.Anonymous.PostAsJsonAsync("/auth/login", new { email, password });

    private static Task<HttpResponseMessage> Change(ApiUser user, string current, string next) =>
        user.Post("/auth/password/change", new { current_password = current, new_password = next });
}
