/** The hall's record in words: what happened, and what of it is to be read in a line. */

import { clockTime } from "./clock.js";
import { nameOf, say } from "./words.js";

export const HAPPENED = {
  DayOpened: "开始一天",
  DayClosed: "结束今天",
  DayReopened: "重新开放",
  PlanChanged: "换大厅配置",
  ServiceOpened: "开始发号",
  ServiceClosed: "到点停号",
  NumbersStopped: "停止发号",
  NumbersResumed: "恢复发号",
  ServiceMoved: "调窗口",
  BookingsImported: "收到预约",
  TicketTaken: "取号",
  SlipReported: "打印号票",
  TicketCalled: "叫号",
  TicketRecalled: "重呼",
  ServingStarted: "开始办理",
  TicketCompleted: "办结",
  TicketMissed: "过号",
  TicketTransferred: "转办",
  TicketParked: "挂起",
  TicketUnparked: "取回挂起",
  TicketNoted: "写备注",
  MattersFinished: "先办结一部分",
  TicketSplit: "分办",
  ServiceRated: "评价",
  ConcernOpened: "收到投诉或差评",
  ConcernHandled: "投诉或差评有了结果",
  ConcernAnswered: "投诉或差评已答复",
  TicketBroughtBack: "过号恢复",
  PriorityGranted: "给予优先",
  TicketCancelled: "取消",
  WindowOpened: "开窗",
  WindowPaused: "暂停",
  WindowHandedOver: "交接",
  WindowClosed: "关窗",
  AccountAdded: "新增人员",
  AccountChanged: "修改人员",
  AccountRetired: "停用账号",
  NoticeIssued: "开缴款通知",
  PaymentRecorded: "登记收费",
  NoticeWithdrawn: "收回缴款通知",
};
const OUTCOMES = { printed: "已打印", person_needed: "没打出来，要人去看", unknown: "不知道打出来没有" };

const asIs = (_hall, value) => value;
const named = (list, key) => (hall, value) => nameOf(hall[list].find((one) => one[key] === value) ?? { name: value });
const matter = named("matters", "code");
const person = named("clerks", "id");

/** The label of each field that a line tells, and how its value is told; the file of the record has all others too. */
const TOLD = {
  day: ["日期", asIs],
  now: ["今天生效", asIs],
  later: ["以后生效", asIs],
  digest: ["配置指纹", (_hall, value) => value.slice(0, 12)],
  service: ["业务", named("services", "prefix")],
  windows: ["窗口", asIs],
  done: ["办结的事", matter],
  matters: ["分出的事", matter],
  into: ["新号", asIs],
  to_window: ["转到窗口", asIs],
  to: ["交给", person],
  clerk: ["窗口人员", person],
  priority: ["优先", named("priorities", "id")],
  booking: ["预约", asIs],
  slot: ["预约时间", clockTime],
  until: ["停到", clockTime],
  opens: ["再开", asIs],
  outcome: ["号票", (_hall, value) => say(OUTCOMES[value] ?? value)],
  notice: ["缴款通知", asIs],
  reference: ["缴款凭证号", asIs],
  bill: ["票据号", asIs],
  note: ["备注", asIs],
  reason: ["原因", asIs],
};

/** What a record says besides whose number it is and at which window. */
export function toldWords(hall, said) {
  return Object.entries(TOLD)
    .filter(([field]) => said[field] !== undefined)
    .map(([field, [label, told]]) => `${say(label)} ${[said[field]].flat().map((one) => told(hall, one)).join("、")}`)
    .join("  ");
}
