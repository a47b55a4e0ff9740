using System.Buffers.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using MindBot.WebFront.Admin;
using MindBot.WebFront.Security;
using MindBot.WebFront.Tests.Admin;
using MindBot.WebFront.Tests.Server;

namespace MindBot.WebFront.Tests.Security;

/// <summary>While a key is replaced both are taken, and only the new one is used.</summary>
[Collection(FrontCollection.Name)]
public sealed class KeyRotationTests
{
    private const string Old = "the old key, of 32 bytes at least", New = "the new key, of 32 bytes at least";

    [Fact]
    public async Task Tokens_of_the_former_key_are_good_while_it_is_replaced_and_new_ones_name_the_new_key()
    {
        var server = await FrontServer.StartAnother(null, "--MINDBOT_AUTH_KEY", New, "--MINDBOT_AUTH_KEY_PREVIOUS", Old);
        try
        {
            var user = await server.NewUser();
            var id = await user.Id();
            var time = server.Services.GetRequiredService<TimeProvider>();
            string TokenOf(string key) => new AccessTokens(new AuthKey(key), time).Issue(id, 0);

            await server.WithToken(TokenOf(Old)).GetAsync("/auth/me").Ok();
            await server.WithToken(TokenOf(New)).GetAsync("/auth/me").Ok();
            await server.WithToken(TokenOf("a key of somebody else, long enough")).GetAsync("/auth/me").Problem(401, "unauthorized");
            Assert.Equal(new AuthKey(New).SecurityKey.KeyId, KeyIdOf(user.SignedIn.Text("access_token")));
            Assert.NotEqual(new AuthKey(Old).SecurityKey.KeyId, new AuthKey(New).SecurityKey.KeyId);
        }
        finally
        {
            await server.DisposeAsync();
        }
    }

    [Fact]
    public async Task Once_the_former_key_is_gone_from_the_settings_its_tokens_are_void()
    {
        var server = await FrontServer.StartAnother(null, "--MINDBOT_AUTH_KEY", New);
        try
        {
            var id = await (await server.NewUser()).Id();
            var former = new AccessTokens(new AuthKey(Old), server.Services.GetRequiredService<TimeProvider>()).Issue(id, 0);
            await server.WithToken(former).GetAsync("/auth/me").Problem(401, "unauthorized");
        }
        finally
        {
            await server.DisposeAsync();
        }
    }

    [Fact]
    public async Task Operators_come_in_with_either_key()
    {
        var server = await FrontServer.StartAnother(null, "--MINDBOT_ADMIN_KEY", New, "--MINDBOT_ADMIN_KEY_PREVIOUS", Old);
        try
        {
            await Disputes(New).Ok();
            await Disputes(Old).Ok();
            await Disputes(AdminServer.Key).Problem(401, "unauthorized");
            await Disputes("").Problem(401, "unauthorized");
        }
        finally
        {
            await server.DisposeAsync();
        }

        Task<HttpResponseMessage> Disputes(string key)
        {
            var request = new HttpRequestMessage(HttpMethod.Get, "/admin/disputes");
            request.Headers.TryAddWithoutValidation("X-Admin-Key", key);
            request.Headers.Add("X-Operator", "olga");
            return server.Anonymous.SendAsync(request);
        }
    }

    [Fact]
    public void A_key_alone_fits_itself_alone()
    {
        Assert.True(new AdminKey(New).Fits(New));
        Assert.False(new AdminKey(New).Fits(Old));
        Assert.False(new AdminKey(New).Fits(""));
    }

    private static string KeyIdOf(string jwt) => JsonDocument.Parse(Base64Url.DecodeFromChars(jwt.Split('.')[0])).RootElement.Text("kid");
}
