using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using MindBot.WebFront.Security;
using MindBot.WebFront.Tests.Server;

namespace MindBot.WebFront.Tests.Contract;

/// <summary>On servers of their own: whoever guesses shuts its address out.</summary>
[Collection(FrontCollection.Name)]
public sealed class SignInLimitTests
{
    [Fact]
    public async Task One_password_for_many_accounts_is_stopped_by_address_and_right_passwords_never_count()
    {
        var server = await FrontServer.StartAnother(configure: null, "--MINDBOT_LIMIT_WRONG_PASSWORDS", "1");
        try
        {
            var user = await server.NewUser();
            for (var i = 0; i < 11; i++) await Login(server, user.Email, "secure_password").Ok();
            for (var i = 0; i < 10; i++) await Login(server, $"victim{i}@example.com", "12345678").Problem(401, "invalid_credentials");

            using var stopped = await Login(server, "victim10@example.com", "12345678");
            Assert.True(stopped.Headers.RetryAfter?.Delta > TimeSpan.Zero);
            await Task.FromResult(stopped).Problem(429, "rate_limited");
            await Login(server, user.Email, "secure_password").Problem(429, "rate_limited");
        }
        finally
        {
            await server.DisposeAsync();
        }
    }

    [Fact]
    public async Task An_address_without_an_account_is_refused_and_locked_in_the_same_words()
    {
        var server = await FrontServer.StartAnother(configure: null, "--MINDBOT_LIMIT_WRONG_PASSWORDS", "2");
        try
        {
            var user = await server.NewUser();
            for (var i = 0; i < 4; i++)
            {
                using var known = await Login(server, user.Email, "wrong_password");
                using var unknown = await Login(server, "nobody@example.com", "wrong_password");
                Assert.Equal(i < 2 ? 401 : 429, (int)known.StatusCode);
                Assert.Equal(known.StatusCode, unknown.StatusCode);
                Assert.Equal(await known.Content.ReadAsStringAsync(), await unknown.Content.ReadAsStringAsync());
                Assert.Equal(known.Headers.RetryAfter is null, unknown.Headers.RetryAfter is null);
            }
        }
        finally
        {
            await server.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_server_that_is_too_busy_says_when_to_come_again_and_does_not_call_the_password_wrong()
    {
        using var busy = new Passwords(atOnce: 0, longestQueue: 0);
        var server = await FrontServer.StartAnother(services => services.AddSingleton(busy), "--MINDBOT_LIMIT_WRONG_PASSWORDS", "1");
        try
        {
            for (var i = 0; i < 20; i++)
            {
                using var answer = await Login(server, "ada@example.com", "secure_password");
                Assert.True(answer.Headers.RetryAfter?.Delta > TimeSpan.Zero);
                await Task.FromResult(answer).Problem(503, "temporarily_unavailable");
            }

            var register = new { email = "ada@example.com", password = "secure_password", full_name = "Ada" };
            await server.Anonymous.PostAsJsonAsync("/auth/register", register).Problem(503, "temporarily_unavailable");
        }
        finally
        {
            await server.DisposeAsync();
        }
    }

    private static Task<HttpResponseMessage> Login(FrontServer server, string email, string password) =>
        server.Anonymous.PostAsJsonAsync("/auth/login", new { email, password });
}
