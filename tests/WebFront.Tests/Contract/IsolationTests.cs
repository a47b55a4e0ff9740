using MindBot.WebFront.Tests.Server;

namespace MindBot.WebFront.Tests.Contract;

/// <summary>What belongs to one user is nobody else's.</summary>
[Collection(FrontCollection.Name)]
public sealed class IsolationTests(FrontServer server)
{
    [Fact]
    public async Task Two_users_may_use_one_session_id_and_see_their_own()
    {
        var (first, second) = (await server.NewUserWith("starter_1h"), await server.NewUserWith("starter_1h"));
        await first.Start("same_id", "room_first");
        await second.Start("same_id", "room_second");
        await first.End("same_id", 60);
        await second.End("same_id", 120);

        Assert.Equal((59m, 58m), (await first.Minutes(), await second.Minutes()));
        var (one, two) = (await first.Get("/time/sessions/same_id").Ok(), await second.Get("/time/sessions/same_id").Ok());
        Assert.Equal(("room_first", "room_second"), (one.Text("room_name"), two.Text("room_name")));
        Assert.NotEqual(one.Text("id"), two.Text("id"));
    }

    [Fact]
    public async Task Another_users_session_does_not_exist()
    {
        var (owner, other) = (await server.NewUserWith("starter_1h"), await server.NewUser());
        await owner.Start("private", "room_private");
        await owner.End("private", 60);

        await other.Get("/time/sessions/private").Problem(404, "session_not_found");
        await other.Get("/time/sessions/private/receipt").Problem(404, "session_not_found");
        await other.Post("/time/session/end", new { session_id = "private" }).Problem(404, "session_not_found");
        await other.Get($"/time/sessions/..%2F{await owner.Id()}%2Fprivate").Problem(404, "session_not_found");
    }

    [Fact]
    public async Task A_room_in_use_is_taken_until_its_session_ends()
    {
        var (owner, other) = (await server.NewUserWith("starter_1h"), await server.NewUserWith("starter_1h"));
        await owner.Start("mine", "room_owned");
        await other.Post("/time/session/start", new { session_id = "theirs", room_name = "room_owned" }).Problem(403, "room_taken");
        await other.Post("/auth/token", new { room_name = "room_owned" }).Problem(403, "room_taken");
        Assert.Empty((await other.Get("/time/sessions").Ok()).GetProperty("sessions").EnumerateArray());
        Assert.Equal(60, await other.Minutes());
    }

    [Fact]
    public async Task Lobbies_and_persona_rooms_of_others_are_closed_and_the_own_lobby_is_not_metered()
    {
        var (user, other) = (await server.NewUserWith("starter_1h"), await server.NewUser());
        var foreign = $"lobby_{await other.Id()}";
        await user.Post("/time/session/start", new { session_id = "s", room_name = foreign }).Problem(403, "room_taken");
        await user.Post("/auth/token", new { room_name = foreign }).Problem(403, "room_taken");
        await user.Post("/auth/token", new { room_name = "persona_tutor_a1b2c3d4" }).Problem(403, "room_taken");
        await user.Post("/time/session/start", new { session_id = "s", room_name = $"lobby_{await user.Id()}" }).Problem(403, "room_reserved");
    }

    [Fact]
    public async Task A_second_session_in_ones_own_room_replaces_the_first()
    {
        var user = await server.NewUserWith("starter_1h");
        await user.Start("first", "room_replaced");
        await user.Start("second", "room_replaced");
        await user.End("second", 1);

        // The first learns of its end by a message that nobody waits for.
        while ((await user.Get("/time/sessions/first").Ok()).Text("status") == "active") await Task.Delay(20);
        Assert.Equal("superseded", (await user.Get("/time/sessions/first").Ok()).Text("end_reason"));
        Assert.Equal("client_ended", (await user.Get("/time/sessions/second").Ok()).Text("end_reason"));
    }
}
