using MindBot.Grains.Mail;

namespace MindBot.Grains.Tests.Mail;

public sealed class MailTemplateTests : IDisposable
{
    private static readonly string Ours = Path.Combine(AppContext.BaseDirectory, "catalog");

    private readonly string folder = Directory.CreateTempSubdirectory("mindbot-mail-").FullName;

    public MailTemplateTests()
    {
        Directory.CreateDirectory(Path.Combine(folder, "mail"));
        foreach (var file in Directory.GetFiles(Path.Combine(Ours, "mail"))) File.Copy(file, InMail(Path.GetFileName(file)));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    public static TheoryData<MailOrder> Orders() =>
    [
        Post.Payment("user_1"), Post.Gift("user_1"), Post.Refund("user_1"),
        MailOrders.PasswordReset("user_1", new Uri("https://app.example.com/reset?token=x"), DateTimeOffset.UnixEpoch),
    ];

    [Theory]
    [MemberData(nameof(Orders))]
    public void Every_mail_has_all_values_of_its_order_and_no_placeholder_left(MailOrder order)
    {
        Assert.Equal(MailTemplateNames.Values[order.Template].Order(), order.Values.Keys.Order());
        var mail = MailTemplates.Load(Ours).Write("k", order, "ada@example.com", "Ada")!;
        foreach (var text in (string[])[mail.Subject, mail.Text, mail.Html])
        {
            Assert.NotEmpty(text);
            Assert.DoesNotContain("{{", text);
        }

        foreach (var value in order.Values.Values.Append("Ada"))
        {
            Assert.Contains(value, mail.Text);
            Assert.Contains(value, mail.Html);
        }
    }

    [Fact]
    public void A_payment_confirmation_has_a_code_only_when_it_is_a_gift()
    {
        Assert.DoesNotContain("code", Post.Payment("user_1").Values.Keys);
        Assert.Equal(Post.Code, Post.Gift("user_1").Values["code"]);
        Assert.Equal(("330", "$33.74"), (Post.Gift("user_1").Values["minutes"], Post.Gift("user_1").Values["amount"]));
    }

    [Theory]
    [InlineData("Ada <script>alert('1')</script> & \"co\"", "Ada &lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt; &amp; &quot;co&quot;")]
    [InlineData("Ada\r\n\r\nSend money to:\u2028x", "Ada    Send money to: x")]
    [InlineData("{{card_id}}", "{{card_id}}")]
    public void A_name_stays_a_name(string name, string inHtml)
    {
        var mail = MailTemplates.Load(Ours).Write("k", Post.Payment("user_1"), "ada@example.com", name)!;
        Assert.Contains($"<p>Hello {inHtml},</p>", mail.Html);
        Assert.StartsWith($"Hello {System.Net.WebUtility.HtmlDecode(inHtml)},\n", mail.Text);
    }

    [Theory]
    [InlineData("payment_confirmation.txt", null, "payment_confirmation.txt")]
    [InlineData("gift_confirmation.html", "<p>{{package}} {{minutes}} {{amount}} {{card_id}}</p>", "it lacks {{code}}")]
    [InlineData("password_reset.txt", "{{link}} {{token}}", "it has {{token}}")]
    [InlineData("password_reset.txt", "{{link}} {{ link }}", "braces")]
    [InlineData("password_reset.html", "{{link}} }}", "braces")]
    [InlineData("refund_confirmation.subject", "", "one line")]
    [InlineData("refund_confirmation.subject", "a\nb", "one line")]
    public void A_template_that_cannot_be_used_stops_the_start_and_says_why(string file, string? content, string why)
    {
        File.Delete(InMail(file));
        if (content is not null) File.WriteAllText(InMail(file), content);
        var message = Assert.Throws<InvalidOperationException>(() => MailTemplates.Load(folder)).Message;
        Assert.Contains(file, message);
        Assert.Contains(why, message);
    }

    private string InMail(string file) => Path.Combine(folder, "mail", file);
}
