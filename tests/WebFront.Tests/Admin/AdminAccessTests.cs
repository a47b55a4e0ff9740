using System.Net.Http.Json;
using System.Text;
using MindBot.WebFront.Tests.Server;

namespace MindBot.WebFront.Tests.Admin;

public sealed class AdminAccessTests(AdminServer admin) : IClassFixture<AdminServer>
{
    private static readonly object Body = new { minutes = 5, reason = "a gift" };

    [Fact]
    public async Task Without_a_key_in_the_settings_there_is_nothing()
    {
        await using var server = new Disposable(await FrontServer.StartAnother(null));
        var request = new HttpRequestMessage(HttpMethod.Post, "/admin/users/u/credit") { Content = JsonContent.Create(Body) };
        request.Headers.Add("X-Admin-Key", AdminServer.Key);
        await server.Front.Anonymous.SendAsync(request).Problem(404, "not_found");
        await server.Front.Anonymous.GetAsync("/admin/disputes").Problem(404, "not_found");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("operators-key-0123456789abcdef012345678")]
    [InlineData("operators-key-0123456789abcdef0123456789x")]
    public async Task A_wrong_key_is_always_refused_with_the_same_words(string? key)
    {
        var user = await admin.Server.NewUser();
        var id = await user.Id();
        var answers = new[]
        {
            await admin.Get($"/admin/users/{id}", key), await admin.Get("/admin/users/nobody", key), await admin.Get("/admin/disputes?limit=0", key),
            await admin.Get("/admin/disputes", key, name: null), await admin.Post($"/admin/users/{id}/credit", Body, key: key),
            await admin.Post("/admin/time-cards/tcrd_x/refund", new { }, order: null, key: key),
        };
        Assert.All(answers, answer => Assert.Equal(401, (int)answer.StatusCode));
        Assert.Single(answers.Select(answer => answer.Content.ReadAsStringAsync().Result).Distinct());
    }

    [Fact]
    public async Task A_body_that_cannot_be_read_tells_nothing_to_who_has_no_key()
    {
        foreach (var body in new[] { "not json", "[]", """{"minutes":"many"}""" })
            await admin.Server.Anonymous.PostAsync("/admin/users/u/credit", new StringContent(body, Encoding.UTF8, "application/json"))
                .Problem(401, "unauthorized");
    }

    [Fact]
    public async Task A_users_own_token_is_no_key()
    {
        var user = await admin.Server.NewUser();
        await user.Get($"/admin/users/{await user.Id()}").Problem(401, "unauthorized");
    }

    [Fact]
    public async Task Who_does_it_and_why_must_be_said_and_a_key_make_it_repeatable()
    {
        var id = await (await admin.Server.NewUser()).Id();
        foreach (var path in new[] { $"/admin/users/{id}/credit", "/admin/time-cards/tcrd_x/refund" })
        {
            await admin.Post(path, Body, name: null).Problem(400, "invalid_field");
            await admin.Post(path, Body, name: new string('x', 101)).Problem(400, "invalid_field");
            await admin.Post(path, new { minutes = 5 }).Problem(400, "invalid_field");
            await admin.Post(path, new { minutes = 5, reason = "  " }).Problem(400, "invalid_field");
            await admin.Post(path, new { minutes = 5, reason = "line\nbreak" }).Problem(400, "invalid_field");
            await admin.Post(path, Body, order: null).Problem(400, "invalid_idempotency_key");
            await admin.Post(path, Body, order: "not/a key").Problem(400, "invalid_idempotency_key");
        }
    }

    private sealed record Disposable(FrontServer Front) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await Front.DisposeAsync();
    }
}
