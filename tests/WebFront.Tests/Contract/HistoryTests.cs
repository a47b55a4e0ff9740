using MindBot.WebFront.Tests.Server;

namespace MindBot.WebFront.Tests.Contract;

[Collection(FrontCollection.Name)]
public sealed class HistoryTests(FrontServer server)
{
    [Fact]
    public async Task Sessions_come_newest_first_page_by_page_with_the_open_one_on_top()
    {
        var user = await server.NewUserWith("starter_1h");
        for (var i = 1; i <= 5; i++)
        {
            await user.Start($"s{i}", "room_pages");
            await user.End($"s{i}", 1);
        }
        await user.Start("open", "room_pages");

        var first = await user.Get("/time/sessions?limit=3").Ok();
        Assert.Equal(["open", "s5", "s4"], Ids(first));
        Assert.Equal(System.Text.Json.JsonValueKind.Null, first.GetProperty("sessions")[0].GetProperty("end_time").ValueKind);
        var second = await user.Get($"/time/sessions?limit=3&before={first.Number("next")}").Ok();
        Assert.Equal(["s3", "s2", "s1"], Ids(second));
        Assert.Equal(System.Text.Json.JsonValueKind.Null, second.GetProperty("next").ValueKind);

        var top = await user.Get("/time/sessions?limit=1").Ok();
        Assert.Equal(["open"], Ids(top));
        Assert.Equal(["s5"], Ids(await user.Get($"/time/sessions?limit=1&before={top.Number("next")}").Ok()));
    }

    [Fact]
    public async Task Sessions_that_are_open_are_all_listed_however_short_the_page_is()
    {
        var user = await server.NewUserWith("starter_1h");
        for (var i = 1; i <= 3; i++)
        {
            await user.Start($"done{i}", "room_done");
            await user.End($"done{i}", 1);
        }
        foreach (var id in new[] { "a", "b", "c" }) await user.Start(id, $"room_open_{id}");

        var top = await user.Get("/time/sessions?limit=2").Ok();
        Assert.Equal(["c", "b", "a"], Ids(top));
        Assert.All(top.GetProperty("sessions").EnumerateArray(), session => Assert.Equal("active", session.Text("status")));
        Assert.Equal(["done3", "done2"], Ids(await user.Get($"/time/sessions?limit=2&before={top.Number("next")}").Ok()));
        Assert.Equal(["c", "b", "a", "done3"], Ids(await user.Get("/time/sessions?limit=4").Ok()));
    }

    [Fact]
    public async Task The_ledger_comes_page_by_page()
    {
        var user = await server.NewUserWith("starter_1h");
        await user.Start("s", "room_ledger_pages");
        await user.End("s", 1);

        var newest = await user.Get("/time/ledger?limit=1").Ok();
        Assert.Equal("consumption", Assert.Single(newest.GetProperty("entries").EnumerateArray()).Text("kind"));
        var oldest = await user.Get($"/time/ledger?limit=1&before={newest.Number("next")}").Ok();
        Assert.Equal("credit", Assert.Single(oldest.GetProperty("entries").EnumerateArray()).Text("kind"));
        Assert.Equal(System.Text.Json.JsonValueKind.Null, oldest.GetProperty("next").ValueKind);
    }

    private static IEnumerable<string> Ids(System.Text.Json.JsonElement page) =>
        page.GetProperty("sessions").EnumerateArray().Select(session => session.Text("session_id"));
}
