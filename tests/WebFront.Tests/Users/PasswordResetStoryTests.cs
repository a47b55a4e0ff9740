using System.Net.Http.Json;
using MindBot.Gateways.Tests.Mail;
using MindBot.WebFront.Tests.Server;

namespace MindBot.WebFront.Tests.Users;

public sealed class PasswordResetStoryTests : IAsyncLifetime
{
    private const string Page = "https://mindbot.example.com/app/reset-password?token=";

    private readonly SmtpSink sink = new();
    private FrontServer server = null!;

    public async Task InitializeAsync() => server = await FrontServer.StartAnother(
        null, "--SMTP_URL", $"smtp://127.0.0.1:{sink.Port}", "--MAIL_FROM", "MindBot <no-reply@example.com>", "--MINDBOT_PUBLIC_URL", "https://mindbot.example.com/app/",
        "--MINDBOT_LIMIT_WRONG_PASSWORDS", "3", "--MINDBOT_LIMIT_PASSWORD_RESETS", "4");

    public async Task DisposeAsync()
    {
        await server.DisposeAsync();
        await sink.DisposeAsync();
    }

    [Fact]
    public async Task A_forgotten_password_is_set_anew_once_and_everybody_is_signed_out()
    {
        var user = await server.NewUser();
        for (var i = 0; i < 3; i++) await Login(user, "wrong_password").Problem(401, "invalid_credentials");
        await Login(user, "secure_password").Problem(429, "rate_limited");

        var token = await TokenFor(user);
        await Reset(token, "iloveyou").Problem(400, "invalid_password");
        await Reset(token, user.Email).Problem(400, "invalid_password");
        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => Reset(token, $"another_password_{i}")));
        var winner = Array.FindIndex(answers, answer => answer.IsSuccessStatusCode);
        Assert.Single(answers, answer => answer.IsSuccessStatusCode);
        Assert.All(answers.Where((_, i) => i != winner), answer => Assert.Contains((int)answer.StatusCode, new[] { 400, 429, 503 }));

        await user.Get("/auth/me").Problem(401, "unauthorized");
        await Login(user, $"another_password_{winner}").Ok();
        await Login(user, "secure_password").Problem(401, "invalid_credentials");
    }

    [Fact]
    public async Task What_is_answered_does_not_tell_whether_there_is_an_account()
    {
        var user = await server.NewUser();
        using var known = await Forgot(user.Email);
        using var unknown = await Forgot("nobody@example.com");
        Assert.Equal((200, 200), ((int)known.StatusCode, (int)unknown.StatusCode));
        Assert.Equal(await known.Content.ReadAsStringAsync(), await unknown.Content.ReadAsStringAsync());
        await Forgot("no address").Problem(400, "invalid_email");

        foreach (var address in new[] { user.Email, "nobody@example.com" })
        {
            for (var i = 0; i < 3; i++) await Forgot(address).Ok();
            using var stopped = await Forgot($" {address.ToUpperInvariant()} ");
            Assert.True(stopped.Headers.RetryAfter?.Delta > TimeSpan.Zero);
            await Task.FromResult(stopped).Problem(429, "rate_limited");
        }

        await Eventually.Is(() => sink.Mails.Any(mail => mail.To.Contains(user.Email)), "the known one has a mail");
        Assert.DoesNotContain(sink.Mails, mail => mail.To.Contains("nobody@example.com"));
    }

    [Fact]
    public async Task Tokens_that_are_none_are_refused_and_too_many_of_them_stopped()
    {
        string?[] wrong = [null, "", "garbage", $"user_nobody.{new string('a', 43)}", $"{new string('a', 5000)}.{new string('a', 43)}"];
        foreach (var token in wrong) await Reset(token, "another_password").Problem(400, "invalid_reset_token");
        for (var i = wrong.Length; i < 30; i++) await Reset("garbage", "another_password").Problem(400, "invalid_reset_token");
        await Reset("garbage", "another_password").Problem(429, "rate_limited");
    }

    [Fact]
    public async Task A_server_that_sends_no_mails_says_so()
    {
        var another = await FrontServer.StartAnother(null, "--MINDBOT_PUBLIC_URL", "https://mindbot.example.com");
        try
        {
            await another.Anonymous.PostAsJsonAsync("/auth/password/forgot", new { email = "ada@example.com" }).Problem(503, "mail_unavailable");
        }
        finally
        {
            await another.DisposeAsync();
        }
    }

    private Task<HttpResponseMessage> Forgot(string email) => server.Anonymous.PostAsJsonAsync("/auth/password/forgot", new { email });

    private Task<HttpResponseMessage> Reset(string? token, string password) =>
        server.Anonymous.PostAsJsonAsync("/auth/password/reset", new { token, new_password = password });

    private Task<HttpResponseMessage> Login(ApiUser user, string password) =>
        server.Anonymous.PostAsJsonAsync("/auth/login", new { email = user.Email, password });

    private async Task<string> TokenFor(ApiUser user)
    {
        await Forgot(user.Email).Ok();
        await Eventually.Is(() => sink.Mails.Any(mail => mail.To.Contains(user.Email)), "the mail has arrived");
        var link = Assert.Single(sink.Mails.Single(mail => mail.To.Contains(user.Email)).Text.Split('\n'), line => line.StartsWith(Page, StringComparison.Ordinal));
        return link[Page.Length..];
    }
}
