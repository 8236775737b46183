using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;
using Mixer.ControlZ.Topics;

namespace Mixer.ControlZ.Http;

/// <summary>The HTML pages: one frame with the list of topics; the topic's script fills it.</summary>
internal sealed class Pages(WebFiles files, IReadOnlyList<Topic> topics)
{
    private readonly string _frame = files.Template("page.html");
    private readonly string _notFound = files.Template("not-found.html");

    public Task TopicAsync(HttpContext context, Topic topic) => SendAsync(context, StatusCodes.Status200OK, topic.Title, topic.Prefix, "");

    public Task NotFoundAsync(HttpContext context) => SendAsync(context, StatusCodes.Status404NotFound, "Page Not Found", "", _notFound);

    private Task SendAsync(HttpContext context, int code, string title, string prefix, string content)
    {
        var page = new StringBuilder(_frame)
            .Replace("{{title}}", WebUtility.HtmlEncode(title))
            .Replace("{{topic}}", prefix)
            .Replace("{{nav}}", Navigation(prefix))
            .Replace("{{content}}", content);
        return Reply.BytesAsync(context, code, "text/html; charset=utf-8", Encoding.UTF8.GetBytes(page.ToString()));
    }

    private string Navigation(string current)
    {
        var html = new StringBuilder();
        foreach (var group in topics.GroupBy(topic => topic.Group))
        {
            html.Append("<div class=\"nav-group\">");
            if (group.Key.Length > 0)
            {
                html.Append("<h2>").Append(group.Key).Append("</h2>");
            }

            html.Append("<ul>");
            foreach (var topic in group)
            {
                html.Append("<li><a href=\"").Append(topic.Page).Append('"').Append(topic.Prefix == current ? " aria-current=\"page\"" : "").Append('>')
                    .Append("<svg class=\"icon\" aria-hidden=\"true\"><use href=\"/img/icons.svg#").Append(topic.Prefix).Append("\"></use></svg>")
                    .Append("<span>").Append(WebUtility.HtmlEncode(topic.Title)).Append("</span></a></li>");
            }

            html.Append("</ul></div>");
        }

        return html.ToString();
    }
}
