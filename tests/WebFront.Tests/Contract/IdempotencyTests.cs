using MindBot.WebFront.Tests.Server;

namespace MindBot.WebFront.Tests.Contract;

[Collection(FrontCollection.Name)]
public sealed class IdempotencyTests(FrontServer server)
{
    private const int Attempts = 50;

    [Fact]
    public async Task Fifty_purchases_with_one_key_are_one_purchase()
    {
        var user = await server.NewUser();
        var answers = await AtOnce(() => user.Post("/time/purchase", new { package_id = "starter_1h", payment_method_id = "pm_card_visa" }, "buy-1"));

        Assert.Single(answers.Select(answer => answer.Body).Distinct());
        Assert.Equal(Attempts - 1, answers.Count(answer => answer.IsReplay));
        Assert.Equal(60, await user.Minutes());
    }

    [Fact]
    public async Task Fifty_starts_and_ends_with_one_key_are_one_session()
    {
        var user = await server.NewUserWith("starter_1h");
        var starts = await AtOnce(() => user.Post("/time/session/start", new { session_id = "s", room_name = "room_fifty" }, "start-1"));
        Assert.Single(starts.Select(answer => answer.Body).Distinct());
        var ends = await AtOnce(() => user.Post("/time/session/end", new { session_id = "s", duration_seconds = 600 }, "end-1"));
        Assert.Single(ends.Select(answer => answer.Body).Distinct());

        Assert.Equal(50, await user.Minutes());
        Assert.Single((await user.Get("/time/sessions").Ok()).GetProperty("sessions").EnumerateArray());
    }

    [Fact]
    public async Task Fifty_starts_and_ends_without_any_key_are_one_session_too()
    {
        var user = await server.NewUserWith("starter_1h");
        var starts = await AtOnce(() => user.Post("/time/session/start", new { session_id = "s", room_name = "room_fifty_bare" }));
        Assert.Single(starts.Select(answer => answer.Body).Distinct());
        var ends = await AtOnce(() => user.Post("/time/session/end", new { session_id = "s", duration_seconds = 600 }));
        Assert.Single(ends.Select(answer => answer.Body).Distinct());
        Assert.Equal(50, await user.Minutes());
    }

    [Fact]
    public async Task A_key_used_for_something_else_is_refused()
    {
        var user = await server.NewUser();
        await user.Post("/time/purchase", new { package_id = "starter_1h", payment_method_id = "pm_card_visa" }, "k").Ok();
        await user.Post("/time/purchase", new { package_id = "basic_5h", payment_method_id = "pm_card_visa" }, "k").Problem(409, "idempotency_key_reused");
        Assert.Equal(60, await user.Minutes());
    }

    [Fact]
    public async Task The_same_key_of_another_user_or_route_is_another_key()
    {
        var (first, second) = (await server.NewUser(), await server.NewUser());
        var body = new { package_id = "starter_1h", payment_method_id = "pm_card_visa" };
        var one = await first.Post("/time/purchase", body, "shared").Ok();
        var two = await second.Post("/time/purchase", body, "shared").Ok();
        Assert.NotEqual(one.Text("time_card_id"), two.Text("time_card_id"));
        await first.Post("/time/session/start", new { session_id = "s", room_name = "room_shared_key" }, "shared").Ok();
    }

    [Fact]
    public async Task A_refusal_is_repeated_as_it_was()
    {
        var user = await server.NewUser();
        var start = new { session_id = "s", room_name = "room_refused" };
        await user.Post("/time/session/start", start, "r").Problem(402, "insufficient_balance");
        await user.Post("/time/purchase", new { package_id = "starter_1h", payment_method_id = "pm_card_visa" }).Ok();

        using var again = await user.Post("/time/session/start", start, "r");
        Assert.Equal((402, "true"), ((int)again.StatusCode, again.Headers.GetValues("Idempotent-Replayed").Single()));
        await user.Post("/time/session/start", start, "another").Ok();
    }

    private static async Task<(string Body, bool IsReplay)[]> AtOnce(Func<Task<HttpResponseMessage>> send) =>
        await Task.WhenAll(Enumerable.Range(0, Attempts).Select(async _ =>
        {
            using var answer = await send();
            var body = await answer.Content.ReadAsStringAsync();
            Assert.True(answer.IsSuccessStatusCode, body);
            return (body, answer.Headers.Contains("Idempotent-Replayed"));
        }));
}
