using System.Net.ServerSentEvents;
using Microsoft.Extensions.DependencyInjection;
using MindBot.EmbeddedSilo.Testing;
using MindBot.WebFront.Security;
using MindBot.WebFront.Tests.Server;
using Orleans;

namespace MindBot.WebFront.Tests.Users;

[Collection(FrontCollection.Name)]
public sealed class SignOutTests(FrontServer server)
{
    [Fact]
    public async Task Every_token_and_ticket_is_void_at_once_and_conversations_go_on()
    {
        var user = await server.NewUserWith("starter_1h");
        var ticket = (await user.Post("/time/balance/stream-ticket", new { }).Ok()).Text("ticket");
        await user.Start("talk", "room_signed_out");
        Assert.Equal("signed_out", (await user.Post("/auth/logout-everywhere", new { }).Ok()).Text("status"));

        await user.Get("/time/balance").Problem(401, "unauthorized");
        await user.Post("/auth/logout-everywhere", new { }).Problem(401, "unauthorized");
        await server.Anonymous.GetAsync($"/time/balance/stream?ticket={ticket}").Problem(401, "unauthorized");
        var again = await Again(user);
        Assert.Equal("active", (await again.GetAsync("/time/sessions/talk").Ok()).Text("status"));
    }

    [Fact]
    public async Task An_open_stream_ends()
    {
        var user = await server.NewUser();
        using var answer = await user.Http.GetAsync("/time/balance/stream", HttpCompletionOption.ResponseHeadersRead);
        await using var events = SseParser.Create(await answer.Content.ReadAsStreamAsync()).EnumerateAsync().GetAsyncEnumerator();
        Assert.True(await events.MoveNextAsync());
        await user.Post("/auth/logout-everywhere", new { }).Ok();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (await events.MoveNextAsync().AsTask().WaitAsync(limit.Token))
        {
        }
    }

    [Fact]
    public async Task Where_a_token_is_not_needed_a_void_one_is_none()
    {
        var user = await server.NewUser();
        await user.Post("/auth/logout-everywhere", new { }).Ok();
        await user.Get("/personas").Ok();
    }

    [Fact]
    public async Task Another_front_follows_within_its_lifetime_and_takes_newer_tokens_at_once()
    {
        var user = await server.NewUser();
        var id = await user.Id();
        var clock = new VirtualClock();
        var another = new SecurityVersions(server.Services.GetRequiredService<IGrainFactory>(), clock);
        Assert.True(await another.Accept(id, 0));
        await user.Post("/auth/logout-everywhere", new { }).Ok();
        Assert.True(await another.Accept(id, 0));
        clock.Advance(SecurityVersions.Lifetime);
        Assert.False(await another.Accept(id, 0));
        Assert.True(await another.Accept(id, 1));

        await (await Again(user)).PostAsync("/auth/logout-everywhere", null).Ok();
        Assert.True(await another.Accept(id, 2));
        Assert.False(await another.Accept(id, 1));
    }

    [Fact]
    public async Task More_accounts_than_are_remembered_are_asked_again()
    {
        var ids = new List<string>();
        for (var i = 0; i < 5; i++) ids.Add(await (await server.NewUser()).Id());
        var versions = new SecurityVersions(server.Services.GetRequiredService<IGrainFactory>(), new VirtualClock(), capacity: 2);
        for (var round = 0; round < 3; round++)
            foreach (var id in ids)
                Assert.True(await versions.Accept(id, 0));
        Assert.False(await versions.Accept("user_nobody", 0));
    }

    private async Task<HttpClient> Again(ApiUser user)
    {
        var login = System.Net.Http.Json.HttpClientJsonExtensions.PostAsJsonAsync(server.Anonymous, "/auth/login", new { email = user.Email, password = "secure_password" });
        return server.WithToken((await login.Ok()).Text("access_token"));
    }
}
